// Between the core and the protocol: offsets and lines with characters, paths and URIs. Nothing else knows line and character.

import { TextDocument } from "vscode-languageserver-textdocument";
import type { Position, Range } from "vscode-languageserver";
import type { Span } from "../python/ast.ts";

/** Offsets of a text as positions, and back. An open document is one. */
export type Positions = Pick<TextDocument, "positionAt" | "offsetAt">;

export function positionsIn(text: string): Positions {
  return TextDocument.create("", "python", 0, text);
}

export function rangeOf(positions: Positions, span: Span): Range {
  return { start: positions.positionAt(span.start), end: positions.positionAt(span.end) };
}

export function spanIn(positions: Positions, range: Range): Span {
  return { start: positions.offsetAt(range.start), end: positions.offsetAt(range.end) };
}

/** The end of the line on which an offset stands, before its line break. */
export function lineEndAt(positions: Positions, offset: number): Position {
  const { line } = positions.positionAt(offset);
  return positions.positionAt(positions.offsetAt({ line, character: Number.MAX_SAFE_INTEGER }));
}

/** The first line of a span only: a lens stands above one line. */
export function firstLineOf(positions: Positions, span: Span): Range {
  const { start, end } = rangeOf(positions, span);
  return { start, end: end.line === start.line ? end : lineEndAt(positions, span.start) };
}

// ── URIs ───────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A path with `/`, on Windows with its drive; null for what is no file on disk. */
export function pathOf(uri: string): string | null {
  if (!uri.startsWith("file:")) return null;
  const { hostname, pathname } = new URL(uri);
  const path = decodeURIComponent(pathname);
  if (hostname !== "") return `//${hostname}${path}`;
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1) : path;
}

export function uriOf(path: string): string {
  const parts = slashed(path).split("/").map(encodeURIComponent).join("/");
  return parts.startsWith("//") ? `file:${parts}` : `file://${parts.startsWith("/") ? "" : "/"}${parts}`;
}

/** A path as the core writes it. */
export function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}
