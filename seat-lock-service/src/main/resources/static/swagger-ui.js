// A separate file, because the service's Content-Security-Policy allows no inline scripts.
SwaggerUIBundle({ url: 'v3/api-docs', dom_id: '#calls', defaultModelsExpandDepth: 0 });
