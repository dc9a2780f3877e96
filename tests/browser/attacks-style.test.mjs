// Pages that declare what could reach a closed root or the top layer: rules, names, values.
import { DECLARED } from "./attacks.mjs";
import { describeAttacks } from "./attacked.mjs";

// Most of them are as they are from the start; two looks see what an animation does.
describeAttacks("that", DECLARED, 2);
