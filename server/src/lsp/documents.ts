// The documents that are open in the editor, with what is typed into them. They come before the disk.

import { TextDocument } from "vscode-languageserver-textdocument";
import type { DidChangeTextDocumentParams, TextDocumentItem } from "vscode-languageserver";
import type { Host } from "../base/host.ts";
import type { Span } from "../python/ast.ts";
import { difference, moveOffset } from "../python/edit.ts";
import type { Edit } from "../python/edit.ts";
import { pathOf, spanIn, uriOf } from "./convert.ts";

/** The outside world of a server: a file may change under it. */
export interface ServerHost extends Host {
  /** A file changed, came or went: what was read of it is stale. */
  forget(path: string): void;
}

export interface OpenDocument {
  readonly uri: string;
  /** Where it lies, or would lie: the core's name for it. */
  readonly path: string;
  readonly content: TextDocument;
}

export class Documents {
  private readonly byUri = new Map<string, OpenDocument>();
  private readonly byPath = new Map<string, OpenDocument>();

  /** `folder` is where a document that was never saved lies in thought, so that its imports start there. */
  open({ uri, languageId, version, text }: TextDocumentItem, folder: string): OpenDocument {
    const path = pathOf(uri) ?? `${folder}/${uri.slice(uri.indexOf(":") + 1).replace(/^\/+/, "")}`;
    const document = { uri, path, content: TextDocument.create(uri, languageId, version, text) };
    this.byUri.set(uri, document);
    this.byPath.set(path, document);
    return document;
  }

  /** How the text became another, edit by edit. */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): Edit[] {
    const document = this.byUri.get(textDocument.uri);
    if (document === undefined) return [];
    const { content } = document;
    return contentChanges.flatMap((change) => {
      const before = content.getText();
      const replaced = "range" in change ? spanIn(content, change.range) : { start: 0, end: before.length };
      // What is the same on both sides is not part of the edit.
      const inner = difference(before.slice(replaced.start, replaced.end), change.text);
      TextDocument.update(content, [change], textDocument.version);
      if (inner.start === inner.oldEnd && inner.start === inner.newEnd) return [];
      const at = replaced.start;
      return [{ start: at + inner.start, oldEnd: at + inner.oldEnd, newEnd: at + inner.newEnd }];
    });
  }

  close(uri: string): OpenDocument | undefined {
    const document = this.byUri.get(uri);
    this.byUri.delete(uri);
    if (document !== undefined) this.byPath.delete(document.path);
    return document;
  }

  get(uri: string): OpenDocument | undefined {
    return this.byUri.get(uri);
  }

  at(path: string): OpenDocument | undefined {
    return this.byPath.get(path);
  }

  all(): OpenDocument[] {
    return [...this.byUri.values()];
  }

  uriOf(path: string): string {
    return this.byPath.get(path)?.uri ?? uriOf(path);
  }
}

/** What was looked at while a run read its sources: if one of them changes, the run is stale. */
export interface Reads {
  readonly files: Set<string>;
  readonly folders: Set<string>;
}

/** A host in which open documents come before the disk, and which notes what is read. */
export class DocumentHost implements Host {
  private readonly disk: ServerHost;
  private readonly documents: Documents;
  private reads: Reads | null = null;

  constructor(disk: ServerHost, documents: Documents) {
    this.disk = disk;
    this.documents = documents;
  }

  recording<T>(reads: Reads, body: () => T): T {
    this.reads = reads;
    try {
      return body();
    } finally {
      this.reads = null;
    }
  }

  readFile(path: string): string | null {
    this.reads?.files.add(path);
    return this.documents.at(path)?.content.getText() ?? this.disk.readFile(path);
  }

  isFolder(path: string): boolean {
    this.reads?.folders.add(path);
    return this.disk.isFolder(path);
  }

  listFolder(path: string): readonly string[] {
    return this.disk.listFolder(path);
  }

  readAsset(name: string): string | null {
    return this.disk.readAsset(name);
  }

  now(): number {
    return this.disk.now();
  }

  log(message: string): void {
    this.disk.log(message);
  }
}

// ── places that survive edits ──────────────────────────────────────────────────────────────────────────────────────

/** Where a span of the old text is now; null when an edit replaced all of it. */
export function moveSpan(edits: readonly Edit[], span: Span): Span | null {
  let { start, end } = span;
  for (const edit of edits) {
    if (edit.oldEnd > edit.start && edit.start <= start && edit.oldEnd >= end) return null;
    // What is typed at the end of a span is not in it, nor what is typed before its start.
    start = start === edit.start && edit.oldEnd === edit.start ? edit.newEnd : moveOffset(edit, start);
    end = Math.max(start, moveOffset(edit, end));
  }
  return { start, end };
}

/** Where the character at an offset of the text now was before; null for one that was typed since. */
export function moveBack(edits: readonly Edit[], offset: number): number | null {
  let at = offset;
  for (const edit of edits.slice().reverse()) {
    if (at < edit.start) continue;
    if (at < edit.newEnd) return null;
    at = at - edit.newEnd + edit.oldEnd;
  }
  return at;
}
