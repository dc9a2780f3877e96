// Mozilla's own remote protocol, as far as it is needed to run code with a program's own rights.
import { connect } from "node:net";

/**
 * @typedef {object} Marionette
 * @property {(name: string, parameters?: object) => Promise<any>} send
 * @property {() => void} close
 */

/**
 * Each message is its length in bytes, a colon, and `[kind, id, …]`.
 * @param {number} port
 * @returns {Promise<Marionette>}
 */
export async function connectMarionette(port) {
  const socket = connect(port, "127.0.0.1");
  /** @type {Map<number, { resolve(value: any): void, reject(error: Error): void }>} */
  const waiting = new Map();
  let last = 0;
  let received = Buffer.alloc(0);
  /** @type {() => void} */
  let greet = () => {};

  /** @param {any} message the greeting, or `[1, id, error, result]` */
  function hear(message) {
    if (!Array.isArray(message)) {
      greet();
      return;
    }
    const [, id, error, result] = message;
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error) asked?.reject(new Error(`${error.error}: ${error.message}`));
    else asked?.resolve(result);
  }

  socket.on("data", (data) => {
    received = Buffer.concat([received, data]);
    for (;;) {
      const colon = received.indexOf(":");
      const length = Number(received.subarray(0, Math.max(colon, 0)).toString());
      if (colon < 0 || received.length < colon + 1 + length) return;
      const message = JSON.parse(received.subarray(colon + 1, colon + 1 + length).toString());
      received = received.subarray(colon + 1 + length);
      hear(message);
    }
  });
  const end = (/** @type {Error} */ error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  socket.on("close", () => end(new Error("the program has hung up")));
  await new Promise((resolve, reject) => {
    greet = () => resolve(undefined);
    socket.once("error", reject);
  });
  socket.on("error", end);

  return {
    send(name, parameters = {}) {
      last += 1;
      const id = last;
      const message = JSON.stringify([0, id, name, parameters]);
      socket.write(`${Buffer.byteLength(message)}:${message}`);
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
    close: () => socket.destroy(),
  };
}
