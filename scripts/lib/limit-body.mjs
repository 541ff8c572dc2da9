const mostBytes = 1024 * 1024;

/**
 * Refuses a body above 1 MB with 413: by what it announces, else as soon as it has sent more. Every form, action and
 * protocol request is far smaller.
 * @param {import("node:http").IncomingMessage} request
 * @param {import("node:http").ServerResponse} response
 * @returns {boolean} whether the request may go on
 */
export function limitBody(request, response) {
  if (Number(request.headers["content-length"] ?? 0) > mostBytes) {
    refuse(response);
    return false;
  }
  if (request.headers["transfer-encoding"] === undefined) return true;
  let received = 0;
  const push = request.push.bind(request);
  // The parser hands over each piece here, before any reader sees it.
  request.push = (chunk, encoding) => {
    received += chunk?.length ?? 0;
    if (received <= mostBytes) return push(chunk, encoding);
    if (response.headersSent) request.destroy();
    else refuse(response);
    return false;
  };
  return true;
}

/** @param {import("node:http").ServerResponse} response */
function refuse(response) {
  if (response.writableEnded) return;
  response.writeHead(413, { "content-type": "text/plain", connection: "close" });
  response.end("This is more than the 1 MB that a request may hold.");
}
