using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Api;

/// <summary>
/// Stands around every endpoint: security headers, no requests of other sites, known parameters only, the limit of time, and failures
/// without a word of the server's insides.
/// </summary>
internal static partial class RequestGuard
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private const int ClientClosedRequest = 499;
    private const int SecondsAfterTimeout = 5;

    public static void Wrap(EndpointBuilder endpoint)
    {
        AnswerHead(endpoint);
        RequestDelegate inner = endpoint.RequestDelegate!;
        bool isForOwnSite = endpoint.Metadata.OfType<OwnSiteOnly>().Any();
        KnownParameters? parameters = endpoint.Metadata.OfType<KnownParameters>().LastOrDefault();
        endpoint.RequestDelegate = context => RunAsync(context, inner, isForOwnSite, parameters);
    }

    // What answers GET answers HEAD, without a body: the server leaves it out.
    private static void AnswerHead(EndpointBuilder endpoint)
    {
        for (int i = 0; i < endpoint.Metadata.Count; i++)
        {
            if (endpoint.Metadata[i] is IHttpMethodMetadata { HttpMethods: ["GET"] })
            {
                endpoint.Metadata[i] = new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]);
            }
        }
    }

    /// <summary>Cancelled when the client has gone; the time of a request may be over before.</summary>
    public static CancellationToken ClientOf(HttpContext context) => context.Features.Get<Client>()?.Gone ?? context.RequestAborted;

    private static async Task RunAsync(HttpContext context, RequestDelegate inner, bool isForOwnSite, KnownParameters? parameters)
    {
        AddSecurityHeaders(context.Response.Headers);
        FlameScopeOptions options = context.RequestServices.GetRequiredService<IOptions<FlameScopeOptions>>().Value;
        CancellationToken aborted = context.RequestAborted;
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        limit.CancelAfter(options.RequestTimeout);
        context.RequestAborted = limit.Token;
        context.Features.Set(new Client(aborted));
        try
        {
            if (isForOwnSite)
            {
                OwnSiteOnly.Check(context.Request);
            }

            parameters?.Check(context.Request.Query);
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
                FormattableString.Invariant($"It was given up after {options.RequestTimeout.TotalSeconds:0.###} s. Ask for less, or again later."))
            {
                RetryAfter = SecondsAfterTimeout,
            };
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

    private sealed record Client(CancellationToken Gone);
}
