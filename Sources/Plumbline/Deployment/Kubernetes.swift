/// How the service and its monitoring stand in a Kubernetes cluster, where the Prometheus operator runs. At most one
/// stands in a spec; without one, its defaults hold.
public struct Kubernetes: Declaration {
    package let namespace: String?
    package let port: String
    package let selectedBy: [String: String]
    /// Where it was declared.
    public let origin: Origin

    /// Declares what the manifests cannot know.
    ///
    /// - Parameters:
    ///   - namespace: Where the manifests go; by default wherever they are applied.
    ///   - port: The name of the Service's port that answers scrapes.
    ///   - selectedBy: The labels by which the operator's Prometheus finds rules and monitors; by default those of a
    ///     Helm release called `kube-prometheus-stack`.
    public init(
        namespace: String? = nil, port: String = "http",
        selectedBy: [String: String] = ["release": "kube-prometheus-stack"],
        file: StaticString = #fileID, line: UInt = #line, column: UInt = #column
    ) {
        self.namespace = namespace
        self.port = port
        self.selectedBy = selectedBy
        origin = Origin(file, line, column)
    }
}
