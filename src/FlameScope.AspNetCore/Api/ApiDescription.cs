using FlameScope.AspNetCore.Api.Answers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace FlameScope.AspNetCore.Api;

/// <summary>The API's OpenAPI document.</summary>
internal static class ApiDescription
{
    public const string DocumentName = "flamescope";

    private const string ProblemType = "application/problem+json";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.GroupName == DocumentName && endpoint.HttpMethod != HttpMethods.Head;

        // What may be given several times may be given no time at all, which the framework does not see.
        options.AddOperationTransformer((operation, _, _) =>
        {
            foreach (OpenApiParameter parameter in operation.Parameters?.OfType<OpenApiParameter>() ?? [])
            {
                parameter.Required &= parameter.Schema?.Type?.HasFlag(JsonSchemaType.Array) != true;
                ParameterTypes.Describe(parameter);
            }

            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, context, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "FlameScope",
                Version = "1",
                Description = "Heat maps, flame graphs and comparisons of profiles. Seconds count from the whole second of a profile's first sample.",
            };
            document.Servers = ServersOf(context.ApplicationServices.GetService<IHttpContextAccessor>()?.HttpContext?.Request);
            ShareChoices(document);
            KeepOperationsApart(document);
            return Task.CompletedTask;
        });
    }

    /// <summary>Tells what an endpoint is for. Its name stands in the description alone: names of endpoints are the application's.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string operation, string summary, string? description = null)
    {
        endpoint.WithSummary(summary).AddOpenApiOperationTransformer((described, _, _) =>
        {
            described.OperationId = operation;
            return Task.CompletedTask;
        });
        return description is null ? endpoint : endpoint.WithDescription(description);
    }

    /// <summary>Tells that the body of a request is a file. Another body still reaches the endpoint, which says in its own words why it is refused.</summary>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint, string mediaType) => endpoint.AddOpenApiOperationTransformer((described, _, _) =>
    {
        described.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [mediaType] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            },
        };
        return Task.CompletedTask;
    });

    /// <summary>Tells what the body of a request is in JSON. Another body still reaches the endpoint, which says in its own words why it is refused.</summary>
    public static RouteHandlerBuilder TakesJson<T>(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer(async (described, context, cancellationToken) =>
        described.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(T), null, cancellationToken).ConfigureAwait(false) },
            },
        });

    /// <summary>Tells that an endpoint answers with a file, whatever it holds: a client keeps it, and does not read it.</summary>
    public static RouteHandlerBuilder AnswersWithFile(this RouteHandlerBuilder endpoint) => endpoint.AddOpenApiOperationTransformer((described, _, _) =>
    {
        foreach (OpenApiMediaType content in described.Responses?["200"].Content?.Values.OfType<OpenApiMediaType>() ?? [])
        {
            content.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        }

        return Task.CompletedTask;
    });

    /// <summary>Tells which failures an endpoint has.</summary>
    public static RouteHandlerBuilder ProducesProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (int status in statuses)
        {
            endpoint.ProducesProblem(status, ProblemType);
        }

        return endpoint;
    }

    /// <summary>Tells that an endpoint answers with a view of a profile, which a client may have already.</summary>
    public static RouteHandlerBuilder ProducesView<T>(this RouteHandlerBuilder endpoint, string mediaType = "application/json", params string[] others) => endpoint
        .Produces<T>(StatusCodes.Status200OK, mediaType, others)
        .Produces<ProgressAnswer>(StatusCodes.Status202Accepted)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblems(
            StatusCodes.Status400BadRequest,
            StatusCodes.Status403Forbidden,
            StatusCodes.Status404NotFound,
            StatusCodes.Status409Conflict,
            StatusCodes.Status422UnprocessableEntity,
            StatusCodes.Status503ServiceUnavailable);

    /// <summary>Tells that an endpoint answers with columns.</summary>
    public static RouteHandlerBuilder ProducesColumns<T>(this RouteHandlerBuilder endpoint) =>
        endpoint.ProducesView<T>("application/json", ColumnarResult.MediaType);

    // The paths below are those of the application: where it has a base, or a proxy in front of it took a prefix away, that stands before them.
    private static List<OpenApiServer> ServersOf(HttpRequest? request)
    {
        string prefix = request?.Headers["X-Forwarded-Prefix"] is [string forwarded] && IsPath(forwarded) ? forwarded.TrimEnd('/') : "";
        string address = prefix + request?.PathBase.ToUriComponent();
        return [new OpenApiServer { Url = address.Length == 0 ? "/" : address }];
    }

    private static bool IsPath(string text) =>
        text.Length <= 200 && text.StartsWith('/') && !text.StartsWith("//", StringComparison.Ordinal)
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '/' or '-' or '_' or '.' or '~');

    // A choice that many operations have is one type to a generated client.
    private static void ShareChoices(OpenApiDocument document)
    {
        foreach (OpenApiParameter parameter in document.Paths.Values
            .SelectMany(static path => path.Operations?.Values.AsEnumerable() ?? [])
            .SelectMany(static operation => operation.Parameters?.OfType<OpenApiParameter>() ?? []))
        {
            if (parameter.Name is [char first, .. string rest] && parameter.Schema is OpenApiSchema { Enum.Count: > 0 } choice)
            {
                string name = char.ToUpperInvariant(first) + rest;
                document.AddComponent(name, choice);
                parameter.Schema = new OpenApiSchemaReference(name, document);
            }
        }
    }

    // An explorer that is mapped twice has every operation twice; their ids must differ, and those of the first are kept.
    private static void KeepOperationsApart(OpenApiDocument document)
    {
        HashSet<string?> known = [];
        foreach (OpenApiOperation operation in document.Paths.Values.SelectMany(static path => path.Operations?.Values.AsEnumerable() ?? []))
        {
            operation.OperationId = known.Add(operation.OperationId) ? operation.OperationId : null;
        }
    }
}
