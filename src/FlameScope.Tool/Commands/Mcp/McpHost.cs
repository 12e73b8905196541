using System.Reflection;
using System.Text.Json;
using FlameScope.Tool.Cli;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace FlameScope.Tool.Commands;

/// <summary>Speaks the Model Context Protocol until standard input ends.</summary>
internal static class McpHost
{
    private const string Instructions =
        "Recordings of profilers, with the time of every sample. To find out why something was slow: list_recordings, then recording_info, then "
        + "find_perturbations, which says when the program behaved unlike its surroundings and which functions make the difference; compare and flame_graph "
        + "look at any slice. Times are seconds after the recording's origin, or a time of day where the recording knows it. All answers say how many samples they stand on: "
        + "few samples are weak evidence. Nothing can be changed.";

    /// <exception cref="InputException">A path is not there.</exception>
    public static async Task<int> RunAsync(ExplorerRequest request, CancellationToken cancellationToken)
    {
        string? missing = request.Paths.FirstOrDefault(path => !Path.Exists(path));
        if (missing is not null)
        {
            throw new InputException($"there is no file or folder '{missing}'.");
        }

        RecordingApi api = await RecordingApi.StartAsync(request, cancellationToken).ConfigureAwait(false);
        await using (api.ConfigureAwait(false))
        {
            McpServerOptions options = new()
            {
                ServerInfo = new Implementation { Name = CommandLine.Name, Version = VersionOf(typeof(McpHost).Assembly) },
                ServerInstructions = Instructions,
                Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
                Handlers = new McpServerHandlers
                {
                    ListToolsHandler = static (_, _) => ValueTask.FromResult(new ListToolsResult { Tools = [.. Questions.All.Select(ToolOf)] }),
                    CallToolHandler = async (call, cancellation) => await AnswerAsync(api, call.Params, cancellation).ConfigureAwait(false),
                },
            };
            StdioServerTransport transport = new(options);
            await using (transport.ConfigureAwait(false))
            {
                McpServer server = McpServer.Create(transport, options);
                await using (server.ConfigureAwait(false))
                {
                    await server.RunAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return ExitCode.Success;
    }

    private static string VersionOf(Assembly assembly) =>
        assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private static ModelContextProtocol.Protocol.Tool ToolOf(Question question) => new()
    {
        Name = question.Name,
        Description = question.Description,
        InputSchema = question.Schema(),
        Annotations = new ToolAnnotations { ReadOnlyHint = true, IdempotentHint = true, OpenWorldHint = false, DestructiveHint = false },
    };

    // What is wrong with a question is an answer, too: the assistant asks a better one.
    private static async Task<CallToolResult> AnswerAsync(RecordingApi api, CallToolRequestParams? call, CancellationToken cancellationToken)
    {
        try
        {
            Question question = Questions.All.FirstOrDefault(one => one.Name == call?.Name)
                ?? throw new RefusedQuestionException($"There is no tool '{call?.Name}'; there are {string.Join(", ", Questions.All.Select(one => one.Name))}.");
            string text = await question.AnswerAsync(api, call?.Arguments ?? new Dictionary<string, JsonElement>(), cancellationToken).ConfigureAwait(false);
            return Result(text, isError: false);
        }
        catch (RefusedQuestionException refusal)
        {
            return Result(refusal.Message, isError: true);
        }
    }

    private static CallToolResult Result(string text, bool isError) => new() { Content = [new TextContentBlock { Text = text }], IsError = isError };
}
