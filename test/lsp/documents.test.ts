// Places that survive edits, against random typing in which every character is followed by an identity of its own.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Documents, moveBack, moveSpan } from "../../server/src/lsp/documents.ts";
import type { Edit } from "../../server/src/python/edit.ts";
import { Random } from "../symbolic/random.ts";

test("a span keeps what is left of it and takes nothing in; an offset is found again", () => {
  const random = new Random(7);
  const word = (longest: number): string =>
    Array.from({ length: random.integer(0, longest) }, () => random.pick(["a", "b", "\n", "é"])).join("");
  for (let round = 0; round < 3000; round++) {
    const documents = new Documents();
    const before = `x${word(12)}`;
    const { content } = documents.open({ uri: "file:///a.py", languageId: "python", version: 1, text: before }, "");
    let characters = [...before].map((text, id) => ({ text, id }));
    const edits: Edit[] = [];
    for (let version = 2; version < 2 + random.integer(1, 4); version++) {
      const text = word(4);
      const ends = [0, 0].map(() => content.positionAt(random.integer(0, content.getText().length)));
      const [start, end] = ends.sort((a, b) => a.line - b.line || a.character - b.character);
      assert.ok(start !== undefined && end !== undefined);
      const change = random.integer(0, 5) === 0 ? { text } : { range: { start, end }, text };
      for (const edit of documents.change({
        textDocument: { uri: "file:///a.py", version },
        contentChanges: [change],
      })) {
        edits.push(edit);
        const typed = [...content.getText().slice(edit.start, edit.newEnd)].map((each) => ({ text: each, id: -1 }));
        characters = [...characters.slice(0, edit.start), ...typed, ...characters.slice(edit.oldEnd)];
      }
    }
    assert.equal(characters.map(({ text }) => text).join(""), content.getText());
    const span = { start: random.integer(0, before.length - 1), end: before.length };
    span.end = random.integer(span.start + 1, before.length);
    const now = moveSpan(edits, span) ?? { start: 0, end: 0 };
    for (const [offset, { id }] of characters.entries()) {
      if (id < 0) continue;
      const wasInside = id >= span.start && id < span.end;
      const isInside = offset >= now.start && offset < now.end;
      assert.equal(isInside, wasInside, JSON.stringify({ before, after: content.getText(), edits, span, now, id }));
      assert.equal(moveBack(edits, offset), id);
    }
  }
});
