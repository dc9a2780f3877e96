import { generate } from "selfsigned";

/**
 * A self-signed certificate for one run; the browsers under test are told to accept it.
 * Node has no X.509 writer and openssl is not on every machine, hence the package.
 * @returns {Promise<{ key: string, cert: string }>}
 */
export async function makeCertificate() {
  const pems = await generate([{ name: "commonName", value: "vigicolis tests" }], { keyType: "ec" });
  return { key: pems.private, cert: pems.cert };
}
