// 32 hexadecimal digits, as the server makes them. crypto.randomUUID is missing on plain http.
export function randomId() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
