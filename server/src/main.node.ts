// The language server under Node, on stdio or on the channel that VS Code opens.

import { ProposedFeatures, createConnection } from "vscode-languageserver/node";
import { startServer } from "./lsp/server.ts";
import { createNodeHost, createNodeParser } from "./nodeHost.ts";

async function main(): Promise<void> {
  const connection = createConnection(ProposedFeatures.all);
  const host = createNodeHost({ log: (message) => connection.console.info(message) });
  const { VIRTUAL_ENV, CONDA_PREFIX, PATH } = process.env;
  startServer(connection, host, {
    parser: await createNodeParser(),
    variables: { VIRTUAL_ENV, CONDA_PREFIX, PATH },
  });
}

void main();
