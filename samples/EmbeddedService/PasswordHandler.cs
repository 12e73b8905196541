using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace EmbeddedService;

/// <summary>HTTP Basic authentication against one password of the configuration. A real service has its own scheme; use it over HTTPS.</summary>
internal sealed class PasswordHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IConfiguration configuration)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "Basic";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string? password = configuration["Operators:Password"];
        string header = Request.Headers.Authorization.ToString();
        if (string.IsNullOrEmpty(password) || !header.StartsWith($"{Scheme} ", StringComparison.OrdinalIgnoreCase))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(IsRight(header[(Scheme.Length + 1)..], password)
            ? AuthenticateResult.Success(new AuthenticationTicket(Operator(), Scheme))
            : AuthenticateResult.Fail("The password is wrong."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = $"{Scheme} realm=\"profiles\", charset=\"UTF-8\"";
        return base.HandleChallengeAsync(properties);
    }

    private static bool IsRight(string credentials, string password)
    {
        byte[] given = new byte[credentials.Length];
        if (!Convert.TryFromBase64String(credentials, given, out int length))
        {
            return false;
        }

        string text = Encoding.UTF8.GetString(given, 0, length);
        byte[] entered = Encoding.UTF8.GetBytes(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(entered), SHA256.HashData(Encoding.UTF8.GetBytes(password)));
    }

    private static ClaimsPrincipal Operator() => new(new ClaimsIdentity([new Claim(ClaimTypes.Role, "operator")], Scheme));
}
