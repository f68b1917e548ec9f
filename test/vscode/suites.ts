import "./activation.ts";
import "./features.ts";
