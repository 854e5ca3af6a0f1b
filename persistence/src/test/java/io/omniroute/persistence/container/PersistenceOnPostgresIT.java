package io.omniroute.persistence.container;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class PersistenceOnPostgresIT extends PersistenceContract {
    /** Runs outside the server, and only there knows the database; it is stopped by its own shutdown hook. */
    @Deployment
    static WebArchive deployment() throws IOException {
        int port = EmbeddedPostgres.start().getPort();
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        return TestArchives.persistence("org.postgresql.ds.PGSimpleDataSource", url, "postgres", "postgres");
    }
}
