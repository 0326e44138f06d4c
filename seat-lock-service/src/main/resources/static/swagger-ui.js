// A file of its own: the Content-Security-Policy of the service allows no script inside a page.
SwaggerUIBundle({ url: 'v3/api-docs', dom_id: '#calls', defaultModelsExpandDepth: 0 });
