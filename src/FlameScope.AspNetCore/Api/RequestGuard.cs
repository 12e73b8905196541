using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Api;

/// <summary>Stands around every endpoint: security headers, the limit of time, and failures without a word of the server's insides.</summary>
internal static partial class RequestGuard
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private const int ClientClosedRequest = 499;

    public static void Wrap(EndpointBuilder endpoint)
    {
        RequestDelegate inner = endpoint.RequestDelegate!;
        endpoint.RequestDelegate = context => RunAsync(context, inner);
    }

    private static async Task RunAsync(HttpContext context, RequestDelegate inner)
    {
        AddSecurityHeaders(context.Response.Headers);
        FlameScopeOptions options = context.RequestServices.GetRequiredService<IOptions<FlameScopeOptions>>().Value;
        CancellationToken aborted = context.RequestAborted;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(options.RequestTimeout);
        context.RequestAborted = limit.Token;
        try
        {
            await inner(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (aborted.IsCancellationRequested)
        {
            // Nobody reads the answer, but a log may.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = ClientClosedRequest;
            }
        }
        catch (Exception error) when (!context.Response.HasStarted)
        {
            context.RequestAborted = aborted;
            await ProblemOf(error, context, options, limit.IsCancellationRequested).WriteAsync(context).ConfigureAwait(false);
        }
        finally
        {
            context.RequestAborted = aborted;
        }
    }

    private static Problem ProblemOf(Exception error, HttpContext context, FlameScopeOptions options, bool isOverTime)
    {
        if (error is OperationCanceledException && isOverTime)
        {
            return new Problem(
                StatusCodes.Status503ServiceUnavailable,
                "The request took too long",
                FormattableString.Invariant($"It was given up after {options.RequestTimeout.TotalSeconds:0.###} s. Ask for less, or again later."));
        }

        if (Problem.Of(error) is Problem known)
        {
            return known;
        }

        LogDefect(
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestGuard)), context.Request.Path, error);
        return new Problem(StatusCodes.Status500InternalServerError, "The server failed", "The server's log says more.");
    }

    private static void AddSecurityHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }

    [LoggerMessage(LogLevel.Error, "Answering {Path} failed.")]
    private static partial void LogDefect(ILogger logger, string path, Exception error);
}
