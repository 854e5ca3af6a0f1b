package io.omniroute.routing.api.management;

import io.omniroute.provider.connection.NodeId;
import io.omniroute.provider.connection.ProviderNode;
import io.omniroute.routing.access.Permission;
import io.omniroute.routing.administration.Administration;
import io.omniroute.routing.administration.NodeKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;

/** Vendors and engines that administrators define. */
@Path("/api/provider-nodes")
@ApplicationScoped
@Access(read = Permission.VIEW, write = Permission.OPERATE)
public class NodeResource extends ObjectResource<NodeId, ProviderNode> {
    @Inject
    public NodeResource(Administration administration, NodeKind kind) {
        super(administration, kind);
    }

    public NodeResource() { // for the CDI proxy, and RESTEasy wants it public
        this(null, null);
    }
}
