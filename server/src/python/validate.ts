// What tree-sitter takes and Python does not, as far as it matters while somebody types: a line that ends in the middle
// of an expression (tree-sitter reads on in the next line), lines of a block that start at different columns, and blocks
// without a statement. It knows nothing of meaning: `return` outside a function passes.

import type { Concrete } from "./concrete.ts";

export interface Fault {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

const clauses = new Set([
  "elif_clause",
  "else_clause",
  "except_clause",
  "finally_clause",
  "decorator",
  "function_definition",
  "class_definition",
]);

const blockOwners: Readonly<Record<string, string>> = {
  function_definition: "function definition",
  class_definition: "class definition",
  if_statement: "'if' statement",
  elif_clause: "'elif' statement",
  else_clause: "'else' statement",
  for_statement: "'for' statement",
  while_statement: "'while' statement",
  with_statement: "'with' statement",
  try_statement: "'try' statement",
  except_clause: "'except' statement",
  finally_clause: "'finally' statement",
  match_statement: "'match' statement",
  case_clause: "'case' statement",
};

/** The first fault of one statement, which has to start at `column` unless it follows a `;`. */
export function validate(tree: Concrete, column: number): Fault | null {
  const { text, start, end, next, parent, count, kinds } = tree;
  const first = start[0] as number;
  const width = columnOf(text, first);
  if (width !== -1 && width !== column) {
    return { start: first, end: first, message: width > column ? "unexpected indent" : unindent };
  }
  /** The column of each statement that starts a line, and of the statements of each block. */
  const columns = new Map<number, number>([[0, column]]);
  let depth = 0;
  let previous = first;
  for (let i = 0; i < count; i = next[i] === i + 1 || tree.id[i] === kinds.string ? (next[i] as number) : i + 1) {
    if (next[i] !== i + 1 && tree.id[i] !== kinds.string) continue;
    const at = start[i] as number;
    if (at > previous && depth === 0 && breaksLine(text, previous, at)) {
      const fault = checkLine(tree, i, columns);
      if (fault !== null)
        return fault === unfinished ? { start: previous, end: previous, message: fault.message } : fault;
    }
    if (tree.kind(i) === "block") {
      const owner = blockOwners[tree.kind(parent[i] as number)] ?? "statement";
      return { start: previous, end: previous, message: `expected an indented block after ${owner}` };
    }
    previous = end[i] as number;
    const token = tree.token(i);
    if (token === "(" || token === "[" || token === "{") depth++;
    else if (token === ")" || token === "]" || token === "}") depth--;
  }
  return null;
}

const unindent = "unindent does not match any outer indentation level";
const unfinished: Fault = { start: 0, end: 0, message: "invalid syntax" };

/** Leaf `i` is the first of its line: a statement or a clause has to start there, in the column of its block. */
function checkLine(tree: Concrete, i: number, columns: Map<number, number>): Fault | null {
  const at = tree.start[i] as number;
  for (let node = i; ;) {
    const owner = tree.parent[node] as number;
    if (owner === -1) return unfinished;
    const inBlock = tree.kind(owner) === "block";
    if (inBlock || clauses.has(tree.kind(node))) {
      const width = columnOf(tree.text, at);
      const expected = columns.get(owner);
      if (expected === undefined) columns.set(owner, width);
      else if (width !== expected) {
        return { start: at, end: at, message: width > expected ? "unexpected indent" : unindent };
      }
      columns.set(node, width);
      return null;
    }
    if (tree.start[owner] !== at) return unfinished;
    node = owner;
  }
}

/** Whether a line ends between two tokens, with neither a backslash before its end nor in a comment. */
function breaksLine(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const c = text.charCodeAt(i);
    if (c === 10) return true;
    if (c === 92) i += text.charCodeAt(i + 1) === 13 ? 2 : 1;
    else if (c === 35) i = text.indexOf("\n", i) - 1;
    if (i < 0) return false;
  }
  return false;
}

/** The column of `position` as Python counts it (tabs go to multiples of 8), or -1 if something stands before it. */
export function columnOf(text: string, position: number): number {
  let width = 0;
  for (let i = text.lastIndexOf("\n", position - 1) + 1; i < position; i++) {
    const c = text.charCodeAt(i);
    if (c === 32) width++;
    else if (c === 9) width = (width | 7) + 1;
    else if (c === 12) width = 0;
    else if (c !== 0xfeff) return -1;
  }
  return width;
}
