using System.Diagnostics;

namespace FlameScope.Tool.Tests;

/// <summary>What <c>flamescope serve</c> refuses.</summary>
public sealed class Server_guards
{
    [Theory]
    [InlineData("attacker.example", 400)]
    [InlineData("192.0.2.1:4040", 400)]
    [InlineData("localhost", 200)]
    [InlineData("127.0.0.1", 200)]
    public async Task A_server_of_this_machine_answers_to_no_name_of_another_site(string host, int status)
    {
        using Process server = ToolProcess.Start("serve", ToolProcess.DataFile("02-header.txt.gz"), "--port", "0");
        try
        {
            string? line = await server.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(1));
            string address = line!.Split(' ').Single(word => word.StartsWith("http", StringComparison.Ordinal));
            using HttpClient client = new() { BaseAddress = new Uri(address) };
            using HttpRequestMessage request = new(HttpMethod.Get, "api/profiles");
            request.Headers.Host = host;
            using HttpResponseMessage response = await client.SendAsync(request);
            Assert.Equal(status, (int)response.StatusCode);
        }
        finally
        {
            server.Kill(entireProcessTree: true);
        }
    }
}
