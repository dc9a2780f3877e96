// Puppeteer closes its browsers on a signal but lets the process live on, waiting for pages that
// are gone: end it instead. Its handler of `exit` then ends the browsers.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => process.exit(1));
