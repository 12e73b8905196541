// A small service with endpoints of its own, and the explorer beside them, for its operators only:
//   Operators__Password=secret dotnet run --project samples/EmbeddedService
using EmbeddedService;
using Microsoft.AspNetCore.Authentication;

WebApplicationBuilder builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    ContentRootPath = AppContext.BaseDirectory,
});
builder.Services
    .AddAuthentication(PasswordHandler.Scheme)
    .AddScheme<AuthenticationSchemeOptions, PasswordHandler>(PasswordHandler.Scheme, null);
builder.Services
    .AddAuthorizationBuilder()
    .AddPolicy("Operators", policy => policy.RequireRole("operator"));
builder.Services.AddFlameScope(options => options.Paths.Add(Path.Combine(AppContext.BaseDirectory, "profiles")));
builder.Services.AddHealthChecks().AddFlameScope();

WebApplication app = builder.Build();
app.UseAuthentication();
app.UseAuthorization();
app.MapGet("/", () => "The service itself. Its profiles are at /diagnostics/.");
app.MapHealthChecks("/health");
app.MapFlameScope("/diagnostics").RequireAuthorization("Operators");
await app.RunAsync();
