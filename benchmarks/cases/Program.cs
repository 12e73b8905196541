using System.Globalization;
using FlameScope.Benchmarks.Cases;

switch (args)
{
    case ["list"]:
        foreach (string name in Cases.All.Keys)
        {
            Console.WriteLine(name);
        }

        return 0;
    case ["serve", string path]:
        new Session(new Profile(path)).Serve(Console.In, Console.Out);
        return 0;
    case ["run", string name, string path, ..] when Cases.All.ContainsKey(name) && args.Length <= 4:
        Action action = Cases.All[name](new Profile(path));
        Measurement.Run(action, TimeSpan.FromSeconds(1));
        int times = args.Length == 4 ? int.Parse(args[3], CultureInfo.InvariantCulture) : 5;
        for (int time = 0; time < times; time++)
        {
            Console.WriteLine(Measurement.Run(action, TimeSpan.FromMilliseconds(200)).ToString("F0", CultureInfo.InvariantCulture));
        }

        return 0;
    default:
        Console.Error.WriteLine("""
            cases list                      names of the cases
            cases run CASE FILE [TIMES]     runs a case warm, and prints the CPU time of one run in ns; 5 times by default
            cases serve FILE                measures what standard input asks for (Session.cs)
            """);
        return 2;
}
