// Preloaded into a process whose standard input and error are pipes: it takes them for a terminal's.
for (const stream of [process.stdin, process.stderr]) Object.defineProperty(stream, "isTTY", { value: true })
