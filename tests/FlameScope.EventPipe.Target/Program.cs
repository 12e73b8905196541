using System.Diagnostics;
using System.Globalization;
using FlameScope.EventPipe.Target;

// Works for some seconds in the way that it is told to, and ends with an exit code.
double seconds = double.Parse(args[0], CultureInfo.InvariantCulture);
string kind = args is [_, _, string named] ? named : "console";
await using IAsyncDisposable load = await Loads.StartAsync(kind);
Console.WriteLine("ready");
Stopwatch watch = Stopwatch.StartNew();
while (watch.Elapsed.TotalSeconds < seconds)
{
    if (kind == "console")
    {
        Work.Spin();
        GC.Collect();
    }
    else
    {
        await Task.Delay(50);
    }
}

return int.Parse(args[1], CultureInfo.InvariantCulture);
