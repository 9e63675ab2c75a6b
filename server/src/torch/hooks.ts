// Hooks on a tensor's gradient. Gradients are not computed here, so that no hook is ever called; its handle can be removed.

import { Builtin, PyClass, PyInstance, objectClass } from "../python/values.ts";
import { raiseError } from "../python/errors.ts";
import { parseSignature } from "../python/signature.ts";
import { method } from "./registry.ts";

const handleClass = new PyClass("RemovableHandle", [objectClass]);
handleClass.module = "torch.utils.hooks";
for (const name of ["remove", "__exit__"])
  handleClass.set(name, new Builtin(name, parseSignature("self, *values"), () => null));
handleClass.set("__enter__", new Builtin("__enter__", parseSignature("self"), (_, [self = null]) => self));

export function register(): void {
  for (const name of ["register_hook", "register_post_accumulate_grad_hook"])
    method(name, "hook", (tensor, context) => {
      if (!tensor.requiresGrad)
        throw raiseError(context, "RuntimeError", "cannot register a hook on a tensor that doesn't require gradient");
      return new PyInstance(handleClass);
    });
}
