// What the runner outside of the editor and the suite inside of it agree on. They talk through files in one folder, which
// works in a desktop VS Code and in a served one alike:
//   log              lines for the terminal, appended by the suite
//   report.json      written by the suite when it is through
//   N.request.json   a question of the suite's about the page; N.reply.json is the answer

export interface Session {
  readonly extension: string;
  /** The bundled suite, with `run()`. */
  readonly tests: string;
  readonly workspace: string;
  readonly exchange: string;
  /** Folders that get the screenshots. */
  readonly images: readonly string[];
}

export interface Report {
  readonly passed: number;
  readonly failed: number;
}

export type PageRequest =
  { readonly kind: "screenshot"; readonly name: string } | { readonly kind: "text"; readonly selector: string };

/** The variable that tells the suite where the folder is. */
export const exchangeVariable = "FLOPLENS_EDITOR_EXCHANGE";

/** Set where somebody outside answers page requests. A desktop VS Code has nobody there. */
export const pageVariable = "FLOPLENS_EDITOR_PAGE";

export const logFile = "log";
export const reportFile = "report.json";
export const requestSuffix = ".request.json";
export const replySuffix = ".reply.json";

/** Settings of the test workspace: nothing that types, pops up or moves by itself, and a legible screenshot. */
export const editorSettings = {
  "editor.acceptSuggestionOnCommitCharacter": false,
  "editor.acceptSuggestionOnEnter": "off",
  "editor.autoClosingBrackets": "never",
  "editor.autoClosingQuotes": "never",
  "editor.cursorBlinking": "solid",
  "editor.fontSize": 14,
  "editor.minimap.enabled": false,
  "editor.occurrencesHighlight": "off",
  "editor.parameterHints.enabled": false,
  "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
  "editor.suggestOnTriggerCharacters": false,
  "editor.wordBasedSuggestions": "off",
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.enableExperiments": false,
  "workbench.layoutControl.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};
