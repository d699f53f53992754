/// What the service hands out that is written by hand, and compiled in.
public enum Pages {
    /// The status page, in which `{{nonce}}` stands for what its script and style are let in by.
    public static let status: String = {
        let page = text(PackageResources.status_html)
        return page.replacing("{{style}}", with: text(PackageResources.status_css))
            .replacing("{{script}}", with: text(PackageResources.status_js))
    }()

    /// The API's description in OpenAPI 3.1.
    public static let openAPI = text(PackageResources.openapi_json)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
