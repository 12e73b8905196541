namespace OrderService;

/// <summary>What a client asks for.</summary>
internal sealed record Order(int Id, decimal Price);
