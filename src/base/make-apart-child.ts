// The program of makeApart's process: imports the module it is told of, and prints what its `make` answers with.
const { make } = (await import(process.argv[2]!)) as { make: () => string }
process.stdout.write(make())
