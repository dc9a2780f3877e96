/** Whether the browser lets the extension look at web pages; a visitor can take that away at any time. */

/** @returns {chrome.permissions.Permissions} all that is asked for */
function wanted() {
  return { origins: chrome.runtime.getManifest().host_permissions ?? [] };
}

/** @returns {Promise<boolean>} */
export function hasAccess() {
  return chrome.permissions.contains(wanted());
}

/**
 * Asks the visitor; to be called by a click and nothing else.
 * @returns {Promise<boolean>}
 */
export async function requestAccess() {
  try {
    return await chrome.permissions.request(wanted());
  } catch {
    return false;
  }
}

/** @param {() => void} listener called whenever the visitor gave or took access */
export function onAccessChanged(listener) {
  chrome.permissions.onAdded.addListener(listener);
  chrome.permissions.onRemoved.addListener(listener);
}
