/** The bytes that a data: address holds, without a request for it. */

/**
 * @param {string} address data:…, its bytes in base64 or as %XX
 * @returns {Blob}
 * @throws for what is no such address
 */
export function blobOf(address) {
  const comma = address.indexOf(",");
  if (comma < 0) throw new TypeError("no data: address");
  const isBase64 = address.slice(0, comma).endsWith(";base64");
  const body = address.slice(comma + 1);
  const bytes = isBase64 ? atob(decodeURIComponent(body)) : unescapeBytes(body);
  return new Blob([Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))]);
}

/** @param {string} text with bytes as %XX */
function unescapeBytes(text) {
  return text.replace(/%([0-9a-f]{2})/gi, (_, byte) => String.fromCharCode(parseInt(byte, 16)));
}
