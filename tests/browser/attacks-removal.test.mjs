// Pages that take the warning away: it comes back once, then the tab moves to the extension's own page.
import { REMOVALS } from "./attacks.mjs";
import { describeAttacks } from "./attacked.mjs";

describeAttacks("that takes the warning away", REMOVALS);
