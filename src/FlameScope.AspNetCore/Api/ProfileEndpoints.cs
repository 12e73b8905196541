using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using FlameScope.AspNetCore.Api.Answers;
using FlameScope.AspNetCore.Cache;
using FlameScope.AspNetCore.Catalog;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace FlameScope.AspNetCore.Api;

/// <summary>What profiles there are, and what each holds.</summary>
internal static class ProfileEndpoints
{
    private const string UploadType = "application/octet-stream";

    public static void Map(RouteGroupBuilder group)
    {
        RouteGroupBuilder api = group.MapGroup("/api").WithGroupName(ApiDescription.DocumentName).WithTags("Profiles");
        api.MapGet("/profiles", List)
            .Describe("listProfiles", "The profiles, by name: format, size, time of the last change.")
            .Produces<ProfileList>();
        api.MapGet("/info", InfoAsync)
            .Describe("getProfileInfo", "What a profile holds: time, samples, events, processes, commands, CPUs, and what could not be read.")
            .ProducesView<ProfileInfo>();
        api.MapGet("/progress", Progress)
            .Describe("getLoadProgress", "How far the load of a profile is: bytes read and bytes in all; nulls where it is not being loaded.")
            .Produces<ProgressAnswer>()
            .ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound);
        api.MapPost("/profiles", UploadAsync)
            .Describe("uploadProfile", "Stores a file in a temporary folder, where uploads are allowed. The body is the file, as application/octet-stream.")
            .TakesFile(UploadType)
            .Produces<UploadedProfile>(StatusCodes.Status201Created)
            .ProducesProblems(
                StatusCodes.Status400BadRequest,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType);
        api.MapGet("/{**rest}", (RequestDelegate)(context => throw ApiException.NoSuchView(context.Request.RouteValues["rest"])))
            .ExcludeFromDescription();
    }

    private static async Task<IResult> List(HttpContext context, ProfileReader reader, ProfileCatalog catalog, ProfileSniffer sniffer, IOptions<FlameScopeOptions> options)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await reader.BuildAsync(
            () =>
            {
                ProfileList list = new()
                {
                    Profiles = [.. catalog.List().Select(entry => ListedProfile.Of(entry, sniffer.FormatOf(entry)))],
                    CanUpload = options.Value.AllowUpload,
                    MaxUploadBytes = options.Value.MaxUploadBytes,
                    MaxRows = options.Value.MaxRows,
                };
                return JsonResult.Of(list, AnswerJson.Wire.ProfileList);
            },
            context.RequestAborted).ConfigureAwait(false);
    }

    private static Task<IResult> InfoAsync(
        HttpContext context, ProfileReader reader, [FromQuery(Name = "profile")][Required][Description("Name of the profile.")] string? profile) =>
        reader.ViewAsync(context, reader.Find(profile), loaded => JsonResult.Of(ProfileInfo.Of(loaded), AnswerJson.Wire.ProfileInfo));

    private static JsonResult Progress(
        HttpContext context,
        ProfileReader reader,
        ProfileCache cache,
        [FromQuery(Name = "profile")][Required][Description("Name of the profile.")] string? profile)
    {
        context.Response.Headers.CacheControl = "no-store";
        LoadProgress? progress = cache.ProgressOf(reader.Find(profile));
        ProgressAnswer answer = new() { BytesRead = progress?.BytesRead, TotalBytes = progress?.TotalBytes };
        return JsonResult.Of(answer, AnswerJson.Wire.ProgressAnswer);
    }

    private static async Task<IResult> UploadAsync(
        HttpContext context,
        UploadFolder uploads,
        IOptions<FlameScopeOptions> options,
        [FromQuery(Name = "name")][Required][Description("Name of the file.")] string? name)
    {
        if (!options.Value.AllowUpload)
        {
            throw new ApiException(StatusCodes.Status403Forbidden, "Uploads are not allowed", "Uploads are off unless AllowUpload is set.");
        }

        // A page of another origin cannot send this type without being asked first, which nobody answers.
        if (context.Request.ContentType != UploadType)
        {
            throw new ApiException(StatusCodes.Status415UnsupportedMediaType, "The body is of another type", $"Send the file as {UploadType}.");
        }

        if (string.IsNullOrEmpty(name))
        {
            throw ApiException.BadParameter("name", "the name of the file", name);
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = options.Value.MaxUploadBytes;
        }

        try
        {
            string stored = await uploads.StoreAsync(name, context.Request.Body, context.RequestAborted).ConfigureAwait(false);
            return JsonResult.Of(new UploadedProfile { Name = stored }, AnswerJson.Wire.UploadedProfile, StatusCodes.Status201Created);
        }
        catch (UploadTooLargeException)
        {
            throw new ApiException(
                StatusCodes.Status413PayloadTooLarge,
                "The file is too large",
                FormattableString.Invariant($"At most {options.Value.MaxUploadBytes} bytes are taken."));
        }
    }
}
