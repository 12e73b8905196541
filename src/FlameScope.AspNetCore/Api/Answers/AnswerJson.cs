using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace FlameScope.AspNetCore.Api.Answers;

/// <summary>The answers in JSON, and the types that the API's description names: known at compile time, so that nothing looks them up as it runs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProfileList))]
[JsonSerializable(typeof(ProfileInfo))]
[JsonSerializable(typeof(ProgressAnswer))]
[JsonSerializable(typeof(UploadedProfile))]
[JsonSerializable(typeof(RecordingAnswer))]
[JsonSerializable(typeof(RecordingList))]
[JsonSerializable(typeof(RecordingRequest))]
[JsonSerializable(typeof(TopAnswer))]
[JsonSerializable(typeof(FindingsAnswer))]
[JsonSerializable(typeof(HeatMapAnswer))]
[JsonSerializable(typeof(MarkerAnswer))]
[JsonSerializable(typeof(FlameAnswer))]
[JsonSerializable(typeof(DiffAnswer))]
[JsonSerializable(typeof(ChartAnswer))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(ProblemDetails))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class AnswerJson : JsonSerializerContext
{
    /// <summary>As the API writes it: everything readable stays readable.</summary>
    public static AnswerJson Wire { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = WireJson.Encoder });
}
