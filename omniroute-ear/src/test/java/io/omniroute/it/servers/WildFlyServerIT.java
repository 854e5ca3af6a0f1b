package io.omniroute.it.servers;

import java.io.IOException;

class WildFlyServerIT extends ApplicationServerContract {
    @Override
    ApplicationServer install() throws IOException, InterruptedException {
        return new WildFlyServer();
    }
}
