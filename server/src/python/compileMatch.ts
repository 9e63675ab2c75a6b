// `match`: each pattern becomes a test that binds its captures as it succeeds.

import type { Pattern, Stmt } from "./ast.ts";
import { findAttribute } from "./attributes.ts";
import { compareValues, isInstance, truthOf } from "./comparison.ts";
import type { Exec, Place } from "./compile.ts";
import { compileExpression } from "./compileExpression.ts";
import { compileBlock, compileStore } from "./compileStatement.ts";
import { dictGet, makeDict } from "./dict.ts";
import type { CallFrame } from "./runtime.ts";
import { PyDict, PyList, PyTuple, Unknown, boolClass, floatClass, intClass, strClass } from "./values.ts";
import type { Value } from "./values.ts";

type Test = (frame: CallFrame, subject: Value) => boolean | Unknown;

export function compileMatch(place: Place, node: Stmt & { kind: "Match" }): Exec {
  const subject = compileExpression(place, node.subject);
  const cases = node.cases.map((branch) => ({
    test: compilePattern(place, branch.pattern),
    guard: branch.guard === null ? null : compileExpression(place, branch.guard),
    body: compileBlock(place, branch.body),
  }));
  const from = (frame: CallFrame, value: Value, index: number): 0 | 1 | 2 | 3 => {
    for (let at = index; at < cases.length; at++) {
      const branch = cases[at];
      if (branch === undefined) break;
      let matched = branch.test(frame, value);
      if (matched === true && branch.guard !== null) matched = truthOf(frame.runtime, branch.guard(frame));
      if (matched instanceof Unknown)
        return frame.runtime.branch(frame, matched, [() => branch.body(frame), () => from(frame, value, at + 1)]);
      if (matched) return branch.body(frame);
    }
    return 0;
  };
  return (frame) => from(frame, subject(frame), 0);
}

function compilePattern(place: Place, pattern: Pattern): Test {
  switch (pattern.kind) {
    case "MatchValue": {
      const value = compileExpression(place, pattern.value);
      return (frame, subject) => truthOf(frame.runtime, compareValues(frame.runtime, "==", subject, value(frame)));
    }
    case "MatchCapture": {
      const inner = pattern.pattern === null ? null : compilePattern(place, pattern.pattern);
      const store = pattern.name === null ? null : compileStore(place, pattern.name);
      return (frame, subject) => {
        const matched = inner === null ? true : inner(frame, subject);
        if (matched === true) store?.(frame, subject);
        return matched;
      };
    }
    case "MatchStar":
      return () => true;
    case "MatchOr": {
      const tests = pattern.patterns.map((item) => compilePattern(place, item));
      return (frame, subject) => {
        let lost: Unknown | null = null;
        for (const test of tests) {
          const matched = test(frame, subject);
          if (matched === true) return true;
          if (matched instanceof Unknown) lost ??= matched;
        }
        return lost ?? false;
      };
    }
    case "MatchSequence":
      return compileSequence(place, pattern.patterns);
    case "MatchMapping": {
      const entries = pattern.entries.map(({ key, pattern: inner }) => ({
        key: compileExpression(place, key),
        test: compilePattern(place, inner),
      }));
      const rest = pattern.rest === null ? null : compileStore(place, pattern.rest);
      return (frame, subject) => {
        if (subject instanceof Unknown) return subject;
        if (!(subject instanceof PyDict)) return false;
        const used: Value[] = [];
        for (const { key, test } of entries) {
          const at = key(frame);
          const value = dictGet(frame.runtime, subject, at);
          if (value === undefined) return false;
          used.push(at);
          const matched = test(frame, value);
          if (matched !== true) return matched;
        }
        rest?.(
          frame,
          makeDict(
            [...subject.entries.values()]
              .filter((entry) => !used.includes(entry.key))
              .map((entry): [Value, Value] => [entry.key, entry.value]),
          ),
        );
        return true;
      };
    }
    case "MatchClass": {
      const cls = compileExpression(place, pattern.cls);
      const positional = pattern.patterns.map((item) => compilePattern(place, item));
      const keywords = pattern.keywords.map(({ name, pattern: inner }) => ({
        name,
        test: compilePattern(place, inner),
      }));
      return (frame, subject) => {
        const { runtime } = frame;
        const type = cls(frame);
        const matches = isInstance(runtime, subject, type);
        if (matches !== true) return matches;
        const names = positional.length === 0 ? null : matchArguments(frame, type);
        for (const [index, test] of positional.entries()) {
          const name = names?.[index];
          const value = name === undefined ? subject : findAttribute(runtime, subject, name);
          if (value === undefined) return false;
          const matched = test(frame, value);
          if (matched !== true) return matched;
        }
        for (const { name, test } of keywords) {
          const value = findAttribute(runtime, subject, name);
          if (value === undefined) return false;
          const matched = test(frame, value);
          if (matched !== true) return matched;
        }
        return true;
      };
    }
  }
}

/** `__match_args__`; built-in classes match themselves. */
function matchArguments(frame: CallFrame, type: Value): readonly string[] {
  if ([boolClass, intClass, floatClass, strClass].some((cls) => cls === type)) return [];
  const names = findAttribute(frame.runtime, type, "__match_args__");
  const list = names === undefined ? [] : frame.runtime.iterate(names);
  return list instanceof Unknown ? [] : list.filter((name): name is string => typeof name === "string");
}

function compileSequence(place: Place, patterns: readonly Pattern[]): Test {
  const star = patterns.findIndex((item) => item.kind === "MatchStar");
  const tests = patterns.map((item) => compilePattern(place, item));
  const starred = patterns[star];
  const store = starred?.kind === "MatchStar" && starred.name !== null ? compileStore(place, starred.name) : null;
  return (frame, subject) => {
    if (subject instanceof Unknown) return subject;
    if (!(subject instanceof PyList || subject instanceof PyTuple)) return false;
    const { items } = subject;
    const rest = items.length - (tests.length - 1);
    if (star < 0 ? items.length !== tests.length : rest < 0) return false;
    for (const [index, test] of tests.entries()) {
      if (index === star) store?.(frame, new PyList(items.slice(star, star + rest)));
      const at = star < 0 || index < star ? index : index + rest - 1;
      if (index === star) continue;
      const matched = test(frame, items[at] ?? null);
      if (matched !== true) return matched;
    }
    return true;
  };
}
