using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace FlameScope.AspNetCore.Api;

/// <summary>The API's OpenAPI document.</summary>
internal static class ApiDescription
{
    public const string DocumentName = "flamescope";

    private const string ProblemType = "application/problem+json";

    public static void Configure(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.GroupName == DocumentName;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "FlameScope",
                Version = "1",
                Description = "Heat maps, flame graphs and comparisons of profiles. Seconds count from the whole second of a profile's first sample.",
            };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    }

    /// <summary>Tells how an endpoint's failures look.</summary>
    public static RouteHandlerBuilder DescribeProblems(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesProblem(StatusCodes.Status400BadRequest, ProblemType)
        .ProducesProblem(StatusCodes.Status404NotFound, ProblemType)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity, ProblemType)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable, ProblemType);

    /// <summary>Tells that an endpoint answers with columns, and how its failures look.</summary>
    public static RouteHandlerBuilder ProducesColumns(this RouteHandlerBuilder endpoint) => endpoint
        .Produces<JsonObject>(StatusCodes.Status200OK, "application/json", ColumnarResult.MediaType)
        .Produces(StatusCodes.Status304NotModified)
        .DescribeProblems();
}
