import { runText } from "../analysis/project.ts";
const which = process.argv[2];
const L = (l: string, n: number) => l.repeat(Math.floor(n / l.length));
const T: Record<string,string> = {
 st: "import torch\nfrom torch import nn\n" + L("some_name = 'some value', 1, 2, 3\n", 1.9e6) + "# flops: nn.Linear(8, 4)(torch.randn(2, 8))\n",
 cm: "import torch\nfrom torch import nn\n" + L("# a comment that goes on for a while, as they do\n", 1.9e6) + "# flops: nn.Linear(8, 4)(torch.randn(2, 8))\n",
 one: "import torch\nfrom torch import nn\nx = \"" + L("a", 1.9e6) + "\"\n# flops: nn.Linear(8, 4)(torch.randn(2, 8))\n",
 dbl: "import torch\ndef f(x):\n    s = \"ab\"\n    while True:\n        s = s + s\n\n# flops: f(torch.randn(2, 2))\n",
 lst: "import torch\ndef f(x):\n    for item in [x] * 100_000_000:\n        x = item @ x\n    return x\n\n# flops: f(torch.randn(2, 2))\n",
};
const t = performance.now();
const r = await runText(T[which ?? ""] ?? "");
console.log(which, r.length, r[0]?.error, r[0]?.trace.missing.map(m=>m.reason.message), Math.round(performance.now()-t));
