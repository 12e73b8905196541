using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace FlameScope.AspNetCore.Tests.Api;

/// <summary>The API's description, held against what the API does.</summary>
public sealed class OpenApiTests : IAsyncLifetime
{
    private ExplorerApp _app = null!;
    private JsonElement _document;

    public async ValueTask InitializeAsync()
    {
        _app = await ExplorerApp.StartAsync(configure: options => options.AllowUpload = true, services: services => services.AddSingleton<ILiveSource>(new OneSampleSource()));
        using StringContent asked = new("{}", System.Text.Encoding.UTF8, "application/json");
        (await _app.Client.PostAsync("api/recordings", asked)).EnsureSuccessStatusCode();
        _document = await _app.GetJsonAsync("openapi/flamescope.json");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public void Every_view_is_described()
    {
        string[] paths = [.. _document.GetProperty("paths").EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal)];
        Assert.Equal(
            ["chart", "diff", "elided", "export", "findings", "flame", "heatmap", "info", "profiles", "progress", "recordings", "sandwich", "top"],
            paths.Select(path => path["/flamescope/api/".Length..]));
        Assert.Equal(17, Operations().Select(operation => operation.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Fact]
    public void Every_operation_says_what_it_answers_with()
    {
        foreach (JsonElement operation in Operations())
        {
            JsonElement responses = operation.GetProperty("responses");
            if (responses.TryGetProperty("204", out _))
            {
                continue;
            }

            JsonElement success = responses.TryGetProperty("200", out JsonElement ok) || responses.TryGetProperty("201", out ok) ? ok : responses.GetProperty("202");
            Assert.All(success.GetProperty("content").EnumerateObject(), content => Assert.True(content.Value.TryGetProperty("schema", out _)));
            Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
        }
    }

    [Fact]
    public void Parameters_are_described_and_those_without_which_nothing_works_are_required()
    {
        string[] parameters = [.. Operations()
            .Where(operation => operation.TryGetProperty("parameters", out _))
            .SelectMany(operation => operation.GetProperty("parameters").EnumerateArray().Select(parameter =>
            {
                Assert.NotEmpty(parameter.GetProperty("description").GetString()!);
                return parameter.TryGetProperty("required", out JsonElement required) && required.GetBoolean() ? parameter.GetProperty("name").GetString()! : "";
            }))];
        Assert.Equal(["format", "name", "of", "profile", "side", "view"], parameters.Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("api/profiles", "/flamescope/api/profiles")]
    [InlineData("api/recordings", "/flamescope/api/recordings")]
    [InlineData("api/info?profile=orders.perf.gz", "/flamescope/api/info")]
    [InlineData("api/progress?profile=orders.perf.gz", "/flamescope/api/progress")]
    [InlineData("api/top?profile=orders.perf.gz", "/flamescope/api/top")]
    [InlineData("api/findings?profile=orders.perf.gz", "/flamescope/api/findings")]
    [InlineData("api/heatmap?profile=orders.perf.gz", "/flamescope/api/heatmap")]
    [InlineData("api/flame?profile=orders.perf.gz&from=7&to=8", "/flamescope/api/flame")]
    [InlineData("api/chart?profile=orders.perf.gz&from=7&to=8", "/flamescope/api/chart")]
    [InlineData("api/elided?profile=orders.perf.gz&from=7&to=8&baseFrom=5&baseTo=7", "/flamescope/api/elided")]
    [InlineData("api/sandwich?profile=orders.perf.gz&of=start_thread&side=callees", "/flamescope/api/sandwich")]
    [InlineData("api/diff?profile=orders.perf.gz&from=7&to=8&baseFrom=5&baseTo=7", "/flamescope/api/diff")]
    public async Task Answers_are_of_their_schema(string request, string path)
    {
        JsonElement schema = _document.GetProperty("paths").GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200")
            .GetProperty("content").GetProperty("application/json").GetProperty("schema");
        Assert.False(schema.TryGetProperty("type", out JsonElement type) && type.ValueEquals("string"));
        AssertFits(await _app.GetJsonAsync(request), schema, "answer");
    }

    [Fact]
    public async Task An_application_may_have_two_explorers()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(map: endpoints =>
        {
            endpoints.MapFlameScope();
            endpoints.MapFlameScope("/other");
        });
        JsonElement paths = (await app.GetJsonAsync("openapi/flamescope.json")).GetProperty("paths");
        Assert.Equal("getTopTable", paths.GetProperty("/flamescope/api/top").GetProperty("get").GetProperty("operationId").GetString());
        Assert.False(paths.GetProperty("/other/api/top").GetProperty("get").TryGetProperty("operationId", out _));
        Assert.Equal(1, (await app.GetJsonAsync("/other/api/profiles")).GetProperty("profiles").GetArrayLength());
    }

    [Fact]
    public void An_upload_is_a_file()
    {
        JsonElement upload = _document.GetProperty("paths").GetProperty("/flamescope/api/profiles").GetProperty("post");
        Assert.True(upload.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/octet-stream", out _));
        Assert.True(upload.GetProperty("responses").TryGetProperty("413", out _));
    }

    [Theory]
    [InlineData("cpu", "array")]
    [InlineData("excludeFrame", "array")]
    [InlineData("limit", "integer")]
    [InlineData("least", "number")]
    [InlineData("idle", "boolean")]
    [InlineData("waiting", "boolean")]
    [InlineData("from", "string")]
    [InlineData("weight", "string")]
    public void Parameters_have_types(string name, string type)
    {
        JsonElement[] all = [.. ParametersNamed(name)];
        Assert.NotEmpty(all);
        Assert.All(all, parameter => Assert.Equal(type, SchemaOf(parameter).GetProperty("type").GetString()));
    }

    [Fact]
    public void Parameters_with_choices_name_them() => Assert.All(
        ParametersNamed("root"),
        parameter => Assert.Equal(
            ["command", "process", "thread", "none"], SchemaOf(parameter).GetProperty("enum").EnumerateArray().Select(choice => choice.GetString())));

    [Fact]
    public void A_choice_that_several_operations_have_is_one_type() => Assert.All(
        ParametersNamed("weight"), parameter => Assert.Equal("#/components/schemas/Weight", parameter.GetProperty("schema").GetProperty("$ref").GetString()));

    [Fact]
    public void An_export_is_a_file_to_keep()
    {
        JsonElement content = _document.GetProperty("paths").GetProperty("/flamescope/api/export").GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content");
        Assert.Equal(["application/json", "image/svg+xml", "text/csv", "text/html", "text/plain"], content.EnumerateObject().Select(type => type.Name).Order(StringComparer.Ordinal));
        Assert.All(content.EnumerateObject(), type => Assert.Equal("binary", type.Value.GetProperty("schema").GetProperty("format").GetString()));
    }

    [Fact]
    public async Task Every_described_parameter_is_taken()
    {
        foreach (JsonProperty path in _document.GetProperty("paths").EnumerateObject())
        {
            if (!path.Value.TryGetProperty("get", out JsonElement operation) || !operation.TryGetProperty("parameters", out JsonElement parameters))
            {
                continue;
            }

            string query = string.Join('&', parameters.EnumerateArray().Select(parameter => $"{parameter.GetProperty("name").GetString()}=x"));
            using HttpResponseMessage response = await _app.Client.GetAsync($"{path.Name}?{query}");
            Assert.DoesNotContain("There is no parameter", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Below_a_base_and_a_proxy_the_description_says_so()
    {
        await using ExplorerApp app = await ExplorerApp.StartAsync(map: endpoints =>
        {
            endpoints.UsePathBase("/inside");
            endpoints.UseRouting();
            endpoints.MapFlameScope();
        });
        Assert.Equal("/", await ServerOfAsync(app, "/flamescope/openapi/flamescope.json", null));
        Assert.Equal("/inside", await ServerOfAsync(app, "/inside/flamescope/openapi/flamescope.json", null));
        Assert.Equal("/outside/inside", await ServerOfAsync(app, "/inside/flamescope/openapi/flamescope.json", "/outside"));
        Assert.Equal("/inside", await ServerOfAsync(app, "/inside/flamescope/openapi/flamescope.json", "//elsewhere.example"));
    }

    private static async Task<string?> ServerOfAsync(ExplorerApp app, string path, string? prefix)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, path);
        if (prefix is not null)
        {
            request.Headers.Add("X-Forwarded-Prefix", prefix);
        }

        using HttpResponseMessage response = await app.Client.SendAsync(request);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("servers")[0].GetProperty("url").GetString();
    }

    private IEnumerable<JsonElement> ParametersNamed(string name) => Operations()
        .Where(operation => operation.TryGetProperty("parameters", out _))
        .SelectMany(operation => operation.GetProperty("parameters").EnumerateArray())
        .Where(parameter => parameter.GetProperty("name").ValueEquals(name));

    private JsonElement SchemaOf(JsonElement parameter)
    {
        JsonElement schema = parameter.GetProperty("schema");
        return schema.TryGetProperty("$ref", out JsonElement reference)
            ? _document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!["#/components/schemas/".Length..])
            : schema;
    }

    private IEnumerable<JsonElement> Operations() =>
        _document.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()).Select(operation => operation.Value);

    // Every member that is there is described, and every member that is required is there.
    private void AssertFits(JsonElement value, JsonElement schema, string place)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            schema = _document.GetProperty("components").GetProperty("schemas").GetProperty(reference.GetString()!["#/components/schemas/".Length..]);
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            Assert.All(value.EnumerateArray(), item => AssertFits(item, schema.GetProperty("items"), $"{place}[]"));
        }
        else if (value.ValueKind == JsonValueKind.Object && schema.TryGetProperty("properties", out JsonElement members))
        {
            bool isOpen = schema.TryGetProperty("additionalProperties", out _);
            foreach (JsonProperty member in value.EnumerateObject())
            {
                bool isKnown = members.TryGetProperty(member.Name, out JsonElement known);
                Assert.True(isKnown || isOpen, $"{place}.{member.Name} is not described.");
                if (isKnown)
                {
                    AssertFits(member.Value, known, $"{place}.{member.Name}");
                }
            }

            Assert.All(
                schema.TryGetProperty("required", out JsonElement required) ? required.EnumerateArray() : [],
                name => Assert.True(value.TryGetProperty(name.GetString()!, out _), $"{place}.{name} is missing."));
        }
    }
}
