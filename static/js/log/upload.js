// One request that tells how much of it is sent, which fetch cannot.

const STOPPED_MS = 10_000;
const NO_ANSWER = "The server did not answer. Check the network, then try again.";

const problemOf = (request) => {
  if (request.status === 401) return "You are signed out. Sign in again, then try again.";
  return request.response?.error || `Something went wrong on our side (${request.status}). Try again.`;
};

// The answer, or { problem }, or { isStopped }. While it is under way, row.stop() ends it; once all is sent, which the
// server may have taken by then, it marks the row as unwanted, and waits for the answer only so long.
export function send(address, body, tellPercent, row) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const finish = (answer) => {
      delete row.stop;
      resolve(answer);
    };
    let isSent = false;
    request.upload.addEventListener("load", () => {
      isSent = true;
    });
    request.upload.addEventListener("progress", ({ loaded, total }) => tellPercent(Math.floor((100 * loaded) / total)));
    request.addEventListener("load", () => {
      const isAnswered = request.status < 400 && request.response; // a page in its place is no answer
      finish(isAnswered ? request.response : { problem: problemOf(request), status: request.status });
    });
    request.addEventListener("error", () => finish({ problem: NO_ANSWER, isUnknown: true }));
    request.addEventListener("abort", () => finish({ isStopped: true, isUnknown: isSent }));
    row.stop = () => {
      if (!isSent) return request.abort();
      row.isUnwanted = true;
      return setTimeout(() => request.abort(), STOPPED_MS);
    };
    request.open("POST", address);
    request.responseType = "json";
    request.setRequestHeader("Accept", "application/json");
    request.send(body);
    if (row.isUnwanted) setTimeout(() => request.abort(), STOPPED_MS);
  });
}
