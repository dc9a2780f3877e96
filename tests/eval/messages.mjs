// Messages and tracking numbers: parts of the scoreboard whose commands come later.
import { knowsCommand } from "./native.mjs";

/**
 * @typedef {import("./run.mjs").Context} Context
 * @typedef {import("./run.mjs").PartResult} PartResult
 */

/**
 * @param {Context} context
 * @param {"messages" | "tracking"} part
 * @param {"message" | "track"} command
 * @returns {Promise<PartResult>}
 */
export async function notBuiltYet(context, part, command) {
  const known = knowsCommand(await context.tool(), command);
  const note = known ? `the tool has \`${command}\`, but nothing measures it yet` : `not built yet (the tool has no \`${command}\`)`;
  return { figures: [], lists: [], notes: [`${part}: ${note}`], corpus: {} };
}
