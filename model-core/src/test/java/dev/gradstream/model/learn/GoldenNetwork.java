package dev.gradstream.model.learn;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gradstream.model.data.MiniBatch;
import dev.gradstream.model.data.Scaling;
import dev.gradstream.model.data.Split;
import dev.gradstream.model.learn.StateDict.Parameter;
import dev.gradstream.model.loss.BCEWithLogitsLoss;
import dev.gradstream.model.loss.CrossEntropyLoss;
import dev.gradstream.model.loss.Loss;
import dev.gradstream.model.loss.MSELoss;
import dev.gradstream.model.nn.Dropout;
import dev.gradstream.model.nn.Layer;
import dev.gradstream.model.nn.Linear;
import dev.gradstream.model.nn.ReLU;
import dev.gradstream.model.nn.Sequential;
import dev.gradstream.model.nn.Sigmoid;
import dev.gradstream.model.nn.Tanh;
import dev.gradstream.model.optim.Adam;
import dev.gradstream.model.optim.Optimizer;
import dev.gradstream.model.optim.SGD;
import dev.gradstream.model.pipeline.catalog.LayerCatalog;
import dev.gradstream.model.pipeline.catalog.LossCatalog;
import dev.gradstream.model.pipeline.yaml.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** One network of {@code golden/}, which the {@code golden*.py} wrote. */
record GoldenNetwork(JsonNode json) {

    static Stream<GoldenNetwork> all() {
        return Stream.of("networks", "layers", "losses", "random", "probabilities")
                .flatMap(GoldenNetwork::in);
    }

    private static Stream<GoldenNetwork> in(String file) {
        String path = "/golden/" + file + ".json";
        try (InputStream bytes = GoldenNetwork.class.getResourceAsStream(path)) {
            JsonNode cases = new ObjectMapper().readTree(bytes);
            return StreamSupport.stream(cases.spliterator(), false).map(GoldenNetwork::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LearnerConfig config() {
        List<Layer> layers = new ArrayList<>();
        json.get("layers").forEach(spec -> layers.add(layer(spec)));
        return new LearnerConfig(
                json.get("features").asInt(),
                json.get("targets").asInt(),
                new Sequential(layers),
                loss(),
                optimizer(json.get("optimizer")),
                Scaling.NONE,
                1);
    }

    private static Layer layer(JsonNode spec) {
        if (spec.isObject()) {
            return LayerCatalog.read(PipelineValue.of(spec.toString())).orElseThrow().layer();
        }
        String[] words = spec.asText().split(" ", -1);
        return switch (words[0]) {
            case "Linear" -> new Linear(Integer.parseInt(words[1]), words.length == 2);
            case "ReLU" -> new ReLU();
            case "Sigmoid" -> new Sigmoid();
            case "Tanh" -> new Tanh();
            case "Dropout" -> new Dropout(Double.parseDouble(words[1]));
            default -> throw new IllegalArgumentException(spec.asText());
        };
    }

    private Loss loss() {
        if (json.get("loss").isObject()) {
            Value value = PipelineValue.of(json.get("loss").toString());
            return LossCatalog.read(value).orElseThrow().loss();
        }
        return switch (json.get("loss").asText()) {
            case "MSELoss" -> new MSELoss();
            case "BCEWithLogitsLoss" -> new BCEWithLogitsLoss();
            case "CrossEntropyLoss" -> new CrossEntropyLoss();
            default -> throw new IllegalArgumentException(json.get("loss").asText());
        };
    }

    private static Optimizer optimizer(JsonNode spec) {
        double lr = spec.get("lr").asDouble();
        double decay = spec.path("weight_decay").asDouble(0);
        if (spec.get("name").asText().equals("SGD")) {
            return new SGD(
                    lr,
                    spec.path("momentum").asDouble(0),
                    spec.path("dampening").asDouble(0),
                    decay,
                    spec.path("nesterov").asBoolean(false));
        }
        return new Adam(
                lr,
                spec.path("betas").path(0).asDouble(0.9),
                spec.path("betas").path(1).asDouble(0.999),
                spec.path("eps").asDouble(1e-8),
                decay);
    }

    StateDict parameters() {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode one : json.get("parameters")) {
            List<Integer> shape = new ArrayList<>();
            one.get("shape").forEach(size -> shape.add(size.asInt()));
            parameters.add(
                    new Parameter(one.get("name").asText(), shape, floats(one.get("values"))));
        }
        return new StateDict(parameters);
    }

    boolean leavesToChance() {
        return json.get("layers").toString().contains("Dropout");
    }

    int rows() {
        return json.get("rows").asInt();
    }

    /** The batches that are learnt in turn. */
    List<MiniBatch> batches() {
        float[] x = array("x");
        float[] y = array("y");
        float[] w = array("w");
        List<MiniBatch> batches = new ArrayList<>();
        for (int b = 0; b < w.length / rows(); b++) {
            MiniBatch batch =
                    new MiniBatch(
                            Split.TRAINING,
                            rows(),
                            json.get("features").asInt(),
                            json.get("targets").asInt());
            take(x, b, batch.features());
            take(y, b, batch.targets());
            take(w, b, batch.weights());
            batch.setSize(rows());
            batches.add(batch);
        }
        return batches;
    }

    private static void take(float[] all, int batch, float[] into) {
        System.arraycopy(all, batch * into.length, into, 0, into.length);
    }

    float[] array(String field) {
        return floats(json.get(field));
    }

    List<float[]> arrays(String field) {
        List<float[]> arrays = new ArrayList<>();
        json.get(field).forEach(one -> arrays.add(floats(one)));
        return arrays;
    }

    double[] history() {
        return StreamSupport.stream(json.get("history").spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static float[] floats(JsonNode base64) {
        byte[] bytes = Base64.getDecoder().decode(base64.asText());
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    @Override
    public String toString() {
        return json.get("name").asText();
    }
}
