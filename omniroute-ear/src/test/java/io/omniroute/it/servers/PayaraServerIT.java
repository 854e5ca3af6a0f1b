package io.omniroute.it.servers;

import java.io.IOException;

class PayaraServerIT extends ApplicationServerContract {
    @Override
    ApplicationServer install() throws IOException, InterruptedException {
        return new PayaraServer();
    }
}
