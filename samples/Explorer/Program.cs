using System.Net;
using System.Net.Sockets;

// The explorer on the bundled recordings, or on the folders and files that are named:
//   dotnet run --project samples/Explorer -- ~/recordings
string[] paths = args.Length > 0 ? args : [Path.Combine(AppContext.BaseDirectory, "profiles")];

// Host and port come from the usual places, such as ASPNETCORE_URLS; without any, only this machine can look, at port 5000 or at any that is free
// where another program has that. Other names of this machine have to be allowed (AllowedHosts): a page anywhere could invent one to read recordings.
WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
builder.Configuration["AllowedHosts"] ??= "localhost;127.0.0.1;[::1]";
if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
{
    builder.WebHost.UseUrls(IsFree(5000) ? "http://127.0.0.1:5000" : "http://127.0.0.1:0");
}

builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddFlameScope(options =>
{
    foreach (string path in paths)
    {
        options.Paths.Add(path);
    }
});

WebApplication app = builder.Build();
app.MapFlameScope("/");
await app.StartAsync();
Console.WriteLine($"Open {app.Urls.First()} in a browser. Ctrl+C ends it.");
await app.WaitForShutdownAsync();

static bool IsFree(int port)
{
    using TcpListener listener = new(IPAddress.Loopback, port);
    try
    {
        listener.Start();
        return true;
    }
    catch (SocketException)
    {
        return false;
    }
}
