import "./activation.ts";
import "./features.ts";
import "./code-actions.ts";
import "./hosts.ts";
import "./rulesets.ts";
import "./migrations.ts";
import "./tests-of-rules.ts";
import "./views.ts";
