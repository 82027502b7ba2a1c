package dev.gradstream.job.page;

import dev.gradstream.job.page.http.Asset;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** What the page is made of: one document, one style sheet, our modules, and the chart library. */
final class PageFiles {
    static final String DOCUMENT = "page.html";
    static final String STYLE = "page.css";
    static final String CHART_LIBRARY = "chart.js";

    /** Each uses only those before it; the last one begins. */
    static final List<String> MODULES =
            List.of("numbers.js", "elements.js", "curve.js", "charts.js", "tables.js", "page.js");

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private PageFiles() {}

    /** All files by the paths that the document names them by. */
    static Map<String, Asset> byPath() throws IOException {
        Map<String, Asset> files = new LinkedHashMap<>();
        files.put("/", read(DOCUMENT));
        files.put("/" + STYLE, read(STYLE));
        files.put("/" + CHART_LIBRARY, read(CHART_LIBRARY));
        for (String module : MODULES) {
            files.put("/" + module, read(module));
        }
        return files;
    }

    static Asset read(String name) throws IOException {
        if (name.equals(CHART_LIBRARY)) {
            return Asset.read(PageFiles.class, chartLibrary(), SCRIPT);
        }
        return Asset.read(PageFiles.class, name, type(name));
    }

    private static String type(String name) {
        if (name.endsWith(".js")) {
            return SCRIPT;
        }
        return name.endsWith(".css") ? "text/css; charset=utf-8" : "text/html; charset=utf-8";
    }

    /** In a WebJar the path holds the version, which its Maven properties tell. */
    private static String chartLibrary() throws IOException {
        String properties = "/META-INF/maven/org.webjars.npm/chart.js/pom.properties";
        Properties webjar = new Properties();
        try (InputStream in = PageFiles.class.getResourceAsStream(properties)) {
            if (in == null) {
                throw new IOException("the chart library is not packed with the program");
            }
            webjar.load(in);
        }
        return "/META-INF/resources/webjars/chart.js/"
                + webjar.getProperty("version")
                + "/dist/chart.umd.js";
    }
}
