namespace FlameScope.AspNetCore;

/// <summary>What the explorer shows, and what it may cost.</summary>
public sealed class FlameScopeOptions
{
    /// <summary>
    /// The folders and files whose profiles are listed. A folder is listed with everything below it; links that lead out of it
    /// are refused. Relative paths are relative to the current directory. Empty by default: there is nothing to see.
    /// </summary>
    public IList<string> Paths { get; } = [];

    /// <summary>
    /// How profiles are loaded: the formats, those that are protobuf included, where symbols are looked for, and the limits for inputs that are not trusted. Files beside a
    /// profile are never opened. Files of this machine that a profile names are opened only where
    /// <see cref="SymbolOptions.OpenRecordedFiles"/> is <see langword="true"/>, and never for uploads. A load leaves one processor to views, unless
    /// <see cref="LoadOptions.MaxDegreeOfParallelism"/> says how many it takes.
    /// </summary>
    public LoadOptions Load { get; set; } = new() { Formats = ProfileFormats.Default.AddProtobuf() };

    /// <summary>
    /// The bytes of memory that loaded profiles may take together; 1 GiB by default. The least recently used leave first; one
    /// profile is kept even where it alone is larger.
    /// </summary>
    public long MaxCacheBytes { get; set; } = 1L << 30;

    /// <summary>The most profiles that are loaded at the same time; some more wait, and others are answered with 503. 2 by default.</summary>
    public int MaxConcurrentLoads { get; set; } = 2;

    /// <summary>How long a request may take before it is answered with 503; a minute by default. What it waited for goes on loading.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a view waits for its profile to be loaded before it is answered with 202 and how far the load is; the load goes on.
    /// 30 seconds by default.
    /// </summary>
    public TimeSpan MaxLoadWait { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The most rows of a heat map; 1,000 by default.</summary>
    public int MaxRows { get; set; } = 1_000;

    /// <summary>The most columns of a heat map; 100,000 by default.</summary>
    public int MaxColumns { get; set; } = 100_000;

    /// <summary>The most characters of a pattern or name in a request; 500 by default.</summary>
    public int MaxPatternLength { get; set; } = 500;

    /// <summary>The most files that are listed; 10,000 by default.</summary>
    public int MaxProfiles { get; set; } = 10_000;

    /// <summary>
    /// Whether profiles may be dropped on the page. They are kept in a temporary folder that is deleted when the application
    /// stops. <see langword="false"/> by default.
    /// </summary>
    public bool AllowUpload { get; set; }

    /// <summary>The most bytes of one uploaded file; 256 MiB by default.</summary>
    public long MaxUploadBytes { get; set; } = 256L << 20;

    /// <summary>The most bytes of all uploaded files together; 1 GiB by default.</summary>
    public long MaxUploadBytesInAll { get; set; } = 1L << 30;

    /// <summary>
    /// The most recordings of this application that are kept, in a temporary folder that is deleted when it stops; the oldest leaves first. 10 by
    /// default. There are none unless the application registers an <see cref="ILiveSource"/>, as <c>AddSelfProfiling</c> does.
    /// </summary>
    public int MaxRecordings { get; set; } = 10;

    /// <summary>
    /// Whether answers to clients on this machine are compressed as well. <see langword="false"/> by default, because compressing
    /// then costs more time than it saves; answers over a network are always compressed where the client takes it.
    /// </summary>
    public bool CompressOnLoopback { get; set; }
}
