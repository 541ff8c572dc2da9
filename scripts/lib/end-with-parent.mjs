// Loaded into the server before anything else. Its standard input is a pipe from the process that started it: when that
// one is gone, even by kill -9, the pipe closes, and the server must not live on and hold the port.
process.stdin.on("error", () => undefined);
process.stdin.once("close", () => {
  process.kill(process.pid, "SIGTERM");
  setTimeout(() => process.exit(1), 5000).unref();
});
process.stdin.resume();
