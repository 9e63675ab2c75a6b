// The concrete syntax of one statement as flat arrays in preorder, filled from a tree-sitter cursor in one walk: each
// step of a cursor crosses into wasm, an array access does not. Everything behind it reads only these arrays. It knows
// tree-sitter's node names, through its tables, and nothing of our own syntax tree.

/** The part of tree-sitter's TreeCursor that is used here. */
export interface Cursor {
  readonly nodeTypeId: number;
  readonly startIndex: number;
  readonly endIndex: number;
  gotoFirstChild(): boolean;
  gotoNextSibling(): boolean;
  gotoParent(): boolean;
}

/** What a type id of the grammar means. */
export interface Kinds {
  /** The name of a named node, "" for a token such as `+` or `def`, "ERROR" beyond the table. */
  readonly node: readonly string[];
  /** The text of a token, "" for a named node. */
  readonly token: readonly string[];
  /** 1 for what has no children that matter. */
  readonly leaf: Uint8Array;
  readonly string: number;
  readonly comment: number;
  readonly continuation: number;
}

const leaves = new Set([
  "identifier",
  "integer",
  "float",
  "true",
  "false",
  "none",
  "ellipsis",
  "string_start",
  "string_content",
  "string_end",
  "type_conversion",
  "import_prefix",
  "wildcard_import",
  "pass_statement",
  "break_statement",
  "continue_statement",
  "positional_separator",
  "keyword_separator",
]);

const definitions = new Set(["function_definition", "decorated_definition"]);

export function kindsOf(types: readonly (string | null)[], isNamed: (id: number) => boolean): Kinds {
  const node: string[] = [];
  const token: string[] = [];
  const leaf = new Uint8Array(types.length);
  for (let id = 0; id < types.length; id++) {
    const type = types[id] ?? ""; // hidden rules have no name
    const named = isNamed(id);
    node.push(named ? type : "");
    token.push(named ? "" : type);
    leaf[id] = named && !leaves.has(type) ? 0 : 1;
  }
  return {
    node,
    token,
    leaf,
    string: types.indexOf("string"),
    comment: types.indexOf("comment"),
    continuation: types.indexOf("line_continuation"),
  };
}

/** Node `i` has its children at `i + 1`, then at `next` of each, up to `next[i]`. Comments are kept apart. */
export class Concrete {
  readonly kinds: Kinds;
  /** The text that was parsed: what the offsets count in. */
  text = "";
  count = 0;
  id = new Uint16Array(4096);
  start = new Int32Array(4096);
  end = new Int32Array(4096);
  next = new Int32Array(4096);
  parent = new Int32Array(4096);
  /** Start and end of each comment in the statement, in pairs. */
  comments: number[] = [];

  constructor(kinds: Kinds) {
    this.kinds = kinds;
  }

  /** The name of a named node, "" for a token. */
  kind(i: number): string {
    return this.kinds.node[this.id[i] as number] ?? "ERROR";
  }

  /** The text of a token, "" for a named node. */
  token(i: number): string {
    return this.kinds.token[this.id[i] as number] ?? "";
  }

  slice(i: number): string {
    return this.text.slice(this.start[i], this.end[i]);
  }

  /** An identifier as Python compares it. */
  name(i: number): string {
    const text = this.text.slice(this.start[i], this.end[i]);
    for (let k = 0; k < text.length; k++) {
      if (text.charCodeAt(k) > 127) return text.normalize("NFKC");
    }
    return text;
  }

  /** The children that are no tokens. */
  named(i: number): number[] {
    const children: number[] = [];
    const end = this.next[i] as number;
    for (let child = i + 1; child < end; child = this.next[child] as number) {
      if (this.kinds.token[this.id[child] as number] === "") children.push(child);
    }
    return children;
  }

  /** The first child of this kind, or -1. */
  child(i: number, kind: string): number {
    const end = this.next[i] as number;
    for (let child = i + 1; child < end; child = this.next[child] as number) {
      if (this.kind(child) === kind) return child;
    }
    return -1;
  }

  /** The first child that is this token, or -1. */
  tokenAt(i: number, token: string): number {
    const end = this.next[i] as number;
    for (let child = i + 1; child < end; child = this.next[child] as number) {
      if (this.token(child) === token) return child;
    }
    return -1;
  }

  /**
   * Replaces the content by the cursor's node and leaves the cursor there. A definition for which `skip` answers true is
   * entered without its children.
   */
  fill(cursor: Cursor, text: string, skip: ((start: number, end: number) => boolean) | null): void {
    const { leaf, string, comment, continuation, node } = this.kinds;
    this.text = text;
    this.count = 0;
    this.comments = [];
    const open: number[] = [];
    for (;;) {
      const id = cursor.nodeTypeId;
      let descended = false;
      if (id === comment) {
        this.comments.push(cursor.startIndex, cursor.endIndex);
      } else if (id !== continuation) {
        const i = this.add(id, open.length > 0 ? (open[open.length - 1] as number) : -1);
        if (leaf[id] === 1) {
          this.start[i] = cursor.startIndex;
          this.end[i] = cursor.endIndex;
        } else if (id === string) {
          // Most strings have nothing inside that the literal's own text does not tell: only f-strings are entered.
          this.start[i] = cursor.startIndex;
          this.end[i] = cursor.endIndex;
          descended = isFormatted(text, this.start[i]) && cursor.gotoFirstChild();
        } else if (skip !== null && definitions.has(node[id] ?? "") && this.inBlock(i)) {
          this.start[i] = cursor.startIndex;
          this.end[i] = cursor.endIndex;
          descended = !skip(this.start[i], this.end[i]) && cursor.gotoFirstChild();
        } else {
          this.end[i] = cursor.endIndex;
          descended = cursor.gotoFirstChild();
          if (!descended) this.start[i] = cursor.startIndex;
        }
        if (descended) {
          this.start[i] = cursor.startIndex;
          open.push(i);
        } else {
          this.next[i] = i + 1;
        }
      }
      if (descended) continue;
      if (open.length === 0) return;
      while (!cursor.gotoNextSibling()) {
        cursor.gotoParent();
        this.next[open.pop() as number] = this.count;
        if (open.length === 0) return;
      }
    }
  }

  private inBlock(i: number): boolean {
    const parent = this.parent[i] as number;
    return parent !== -1 && this.kind(parent) === "block";
  }

  private add(id: number, parent: number): number {
    const i = this.count++;
    if (i === this.id.length) this.grow();
    this.id[i] = id;
    this.parent[i] = parent;
    return i;
  }

  private grow(): void {
    const size = this.id.length * 2;
    const id = new Uint16Array(size);
    id.set(this.id);
    this.id = id;
    this.start = doubled(this.start, size);
    this.end = doubled(this.end, size);
    this.next = doubled(this.next, size);
    this.parent = doubled(this.parent, size);
  }
}

function doubled(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const result = new Int32Array(size);
  result.set(array);
  return result;
}

function isFormatted(text: string, start: number): boolean {
  for (let i = start; i < text.length; i++) {
    const letter = text.charCodeAt(i) | 0x20;
    if (letter === 102 || letter === 116) return true; // f, t
    if (letter < 97 || letter > 122) return false;
  }
  return false;
}
