// Pages that cover the warning: by what is painted, it stands in the page, or the tab is on the
// extension's own page. Which attack is which: docs/ATTACKS.md.
import { COVERS } from "./attacks.mjs";
import { describeAttacks } from "./attacked.mjs";

describeAttacks("covers the warning with", COVERS);
