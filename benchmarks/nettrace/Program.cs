// Makes a large trace of a .NET program, and measures who reads it how fast; run.sh does all of it.
//   nettrace make FILE [MEGABYTES]     records a busy program until the trace is so large
//   nettrace measure FILE [ROUNDS] [own]     reads it, warm, with this library and, unless told not to, with Microsoft's TraceEvent
using System.Globalization;
using FlameScope.NetTraceBenchmark;

switch (args)
{
    case ["busy"]:
        BusyProgram.Run();
        return 0;
    case ["make", string file, ..]:
        await TraceMaker.MakeAsync(file, args.Length > 2 ? long.Parse(args[2], CultureInfo.InvariantCulture) : 64);
        return 0;
    case ["measure", string file, ..]:
        Measurement.Run(file, args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 5, withPeers: args is not [.., "own"]);
        return 0;
    default:
        Console.Error.WriteLine("nettrace make FILE [MEGABYTES] | nettrace measure FILE [ROUNDS] [own]");
        return 2;
}
