// A service that is fast, but for some requests now and then: docs/dotnet-walkthrough.md finds out why.
//   dotnet run -c Release --project samples/OrderService
//   dotnet run -c Release --project samples/OrderService -- --load http://127.0.0.1:5080 --seconds 30
using OrderService;

if (args is ["--load", ..])
{
    return await LoadGenerator.RunAsync(args);
}

// One thread per request that waits, as services do that have learnt to fear the pool's slow growth.
ThreadPool.SetMinThreads(32, 32);
WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, builder.Configuration["urls"] ?? "http://127.0.0.1:5080");
builder.Services.AddSingleton(new Mending(builder.Configuration.GetValue<bool>("mended")));
builder.Services.AddSingleton<PriceList>();
builder.Services.AddSingleton<ReportArchive>();
builder.Services.AddHostedService<ReportJob>();

// The page, and recordings of this very process, for whoever sits at this machine.
builder.Services.AddFlameScope().AddSelfProfiling();

WebApplication app = builder.Build();
app.MapGet("/orders/{id:int}", (int id, PriceList prices) => new Order(id, prices.PriceOf(id)));
app.MapFlameScope("/diagnostics");
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"orders at {app.Urls.First()}/orders/1, the explorer at {app.Urls.First()}/diagnostics/"));
await app.RunAsync();
return 0;
