import "./activation.ts";
import "./features.ts";
import "./code-actions.ts";
